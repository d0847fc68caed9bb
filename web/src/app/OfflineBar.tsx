import { Icon } from "../ui/Icon";
import classes from "./OfflineBar.module.css";
import { useOnline } from "./useOnline";

/** Says so while this device has no connection. */
export function OfflineBar() {
  const online = useOnline();
  return (
    <div role="status">
      {online ? null : (
        <p className={classes.bar}>
          <Icon name="offline" size={18} /> You are offline. What you see may be a little old; what you type stays here.
        </p>
      )}
    </div>
  );
}
