import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type Me, type Schemas, client, signOut, told } from "../api/client";
import { Icon } from "../ui/Icon";
import classes from "./AccountMenu.module.css";
import { Usage } from "./Usage";
import { meQuery } from "./queries";

type MeChanges = Schemas["MeChanges"];

const SCHEMES = [
  { value: "auto", label: "System", icon: "system" },
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
] as const satisfies readonly { value: MantineColorScheme; label: string; icon: string }[];

/** Who is signed in, how the page looks, how often they are asked, what language models took, and the way out. */
export function AccountMenu({ me }: { me: Me }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <button
        type="button"
        className={classes.person}
        popoverTarget="account"
        aria-label={`Account of ${me.email}`}
        data-initial={(me.name || me.email).slice(0, 1).toUpperCase()}
      />
      <div id="account" popover="auto" className={classes.panel} onToggle={(event) => setOpen(event.newState === "open")}>
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
        <Autonomy me={me} />
        <Usage isShown={isOpen} />
        <button type="button" className={classes.leave} onClick={() => void leave()}>
          <Icon name="leave" size={18} /> Log out
        </button>
      </div>
    </div>
  );
}

const ASKING = [
  { value: "always_ask", label: "Always" },
  { value: "ask_when_unsure", label: "If unsure" },
  { value: "just_do_it", label: "Rarely" },
] as const satisfies readonly { value: Me["autonomy"]; label: string }[];

/** How often the coach is to ask before it does something. */
function Autonomy({ me }: { me: Me }) {
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: async (autonomy: Me["autonomy"]) => told(await client.PATCH("/api/v1/me", { body: { autonomy } as MeChanges })),
    onSuccess: (changed) => queries.setQueryData(meQuery.queryKey, changed),
    onError: () => notifications.show({ message: "That could not be saved. Try again." }),
  });
  const chosen = choose.isPending ? choose.variables : me.autonomy;
  return (
    <fieldset className={classes.schemes}>
      <legend>The coach asks first</legend>
      <div>
        {ASKING.map(({ value, label }) => (
          <label key={value}>
            <input type="radio" name="autonomy" value={value} checked={chosen === value} onChange={() => choose.mutate(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

async function leave(): Promise<void> {
  try {
    await signOut();
  } catch {
    notifications.show({ message: "You are logged out here. The server could not be told; the session ends by itself." });
  }
}
