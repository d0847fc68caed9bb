import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";

import { type Me, signOut } from "../api/client";
import { Icon } from "../ui/Icon";
import classes from "./AccountMenu.module.css";

const SCHEMES = [
  { value: "auto", label: "System", icon: "system" },
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
] as const satisfies readonly { value: MantineColorScheme; label: string; icon: string }[];

/** Who is signed in, how the page looks, and the way out. */
export function AccountMenu({ me }: { me: Me }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div>
      <button
        type="button"
        className={classes.person}
        popoverTarget="account"
        aria-label={`Account of ${me.email}`}
        data-initial={(me.name || me.email).slice(0, 1).toUpperCase()}
      />
      <div id="account" popover="auto" className={classes.panel}>
        <p className={classes.address}>{me.email}</p>
        <fieldset className={classes.schemes}>
          <legend>Colours</legend>
          <div>
            {SCHEMES.map(({ value, label, icon }) => (
              <label key={value}>
                <input
                  type="radio"
                  name="colours"
                  value={value}
                  checked={colorScheme === value}
                  onChange={() => setColorScheme(value)}
                />
                <Icon name={icon} size={18} />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
        <button type="button" className={classes.leave} onClick={() => void leave()}>
          <Icon name="leave" size={18} /> Log out
        </button>
      </div>
    </div>
  );
}

async function leave(): Promise<void> {
  try {
    await signOut();
  } catch {
    notifications.show({ message: "You are logged out here. The server could not be told; the session ends by itself." });
  }
}
