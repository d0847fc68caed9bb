import { Mark } from "../ui/Logo";
import classes from "./Opening.module.css";

/** While the page's parts arrive. */
export function Opening() {
  return (
    <div className={classes.opening} role="status">
      <Mark size={44} />
      <span className="spoken">Opening FitHub…</span>
    </div>
  );
}
