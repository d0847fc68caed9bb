import { ActionIcon, Button } from "@mantine/core";

import { dayName, longDate, shifted } from "../format/dates";
import { Icon } from "../ui/Icon";
import classes from "./DayHeading.module.css";

type Props = { date: string; today: string; onTurn: (date: string) => void };

/** Which day this is, and the way to the days around it. */
export function DayHeading({ date, today, onTurn }: Props) {
  const name = dayName(date, today);
  const full = longDate(date, today);
  return (
    <div className={classes.heading}>
      <div>
        <h2 aria-live="polite">{name}</h2>
        {name === full ? null : <p>{full}</p>}
      </div>
      <div className={classes.turns}>
        {date === today ? null : (
          <Button size="compact-sm" radius="xl" variant="default" onClick={() => onTurn(today)}>
            Today
          </Button>
        )}
        <ActionIcon size={38} radius="xl" variant="default" aria-label="The day before" onClick={() => onTurn(shifted(date, -1))}>
          <Icon name="left" />
        </ActionIcon>
        <ActionIcon size={38} radius="xl" variant="default" aria-label="The day after" onClick={() => onTurn(shifted(date, 1))}>
          <Icon name="right" />
        </ActionIcon>
      </div>
    </div>
  );
}
