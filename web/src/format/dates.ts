/** Local dates are labels (`2026-11-23`), not moments: they are moved and named in UTC so that no time zone can shift them. */

const DAY_MS = 86_400_000;

function at(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** The date so many days later (or earlier, below zero). */
export function shifted(date: string, days: number): string {
  return new Date(at(date) + days * DAY_MS).toISOString().slice(0, 10);
}

const sameYear = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const otherYear = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** `Monday, November 23`; the year instead of the weekday where it is another year than today's. */
export function longDate(date: string, today: string): string {
  return (date.slice(0, 4) === today.slice(0, 4) ? sameYear : otherYear).format(at(date));
}

/** `Today`, `Yesterday`, `Tomorrow`, or the date in words. */
export function dayName(date: string, today: string): string {
  const distance = Math.round((at(date) - at(today)) / DAY_MS);
  if (distance === 0) return "Today";
  if (distance === -1) return "Yesterday";
  if (distance === 1) return "Tomorrow";
  return longDate(date, today);
}
