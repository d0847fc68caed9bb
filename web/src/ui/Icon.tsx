/** The icons of the page, drawn on a 24 grid with one line width. They only ever stand beside words or a label. */
const PATHS = {
  send: "M12 19V5m0 0-6 6m6-6 6 6",
  stop: "M8 8h8v8H8z",
  undo: "M9 7 4 12l5 5M4.5 12H14a4.5 4.5 0 0 1 0 9h-3",
  edit: "m5 19 .9-4L16.4 4.5a1.4 1.4 0 0 1 2 0l1.1 1.1a1.4 1.4 0 0 1 0 2L9 18.1 5 19Zm9.6-12.6 3 3",
  add: "M12 5.5v13M5.5 12h13",
  trash: "M5 7h14M10 7V5h4v2m-7 0 .8 12h8.4L17 7m-7 4v5m4-5v5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  left: "m14.5 6-6 6 6 6",
  right: "m9.5 6 6 6-6 6",
  chat: "M12 4.5c4.7 0 8.5 3.2 8.5 7.3S16.7 19 12 19c-.9 0-1.8-.1-2.6-.3L5 20.5l.9-3.2c-1.5-1.4-2.4-3.3-2.4-5.5 0-4.1 3.8-7.3 8.5-7.3Z",
  day: "M6 5.5h12a1.5 1.5 0 0 1 1.5 1.5v11.5A1.5 1.5 0 0 1 18 20H6a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 6 5.5ZM4.5 10h15M8.5 3.5v3m7-3v3m-6.5 8 2 2 4-4",
  sun: "M12 3.5v2m0 13v2M3.5 12h2m13 0h2M6 6l1.4 1.4m9.2 9.2L18 18M6 18l1.4-1.4m9.2-9.2L18 6M12 8.3a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4Z",
  moon: "M19.5 14.3A8 8 0 0 1 9.7 4.5a8 8 0 1 0 9.8 9.8Z",
  system: "M4 5.5h16v10.5H4zM9 20h6m-3-4v4",
  leave: "M10 5H6v14h4m4-3.5 3.5-3.5L14 8.5M9.5 12h8",
  retry: "M19 12a7 7 0 1 1-2.1-5M19 4v4h-4",
  alert: "M12 8v5m0 3.2v.1M12 3.8l9 15.7H3l9-15.7Z",
  offline: "M4 4l16 16M8.5 12.7A6 6 0 0 1 12 11.5c1.3 0 2.5.4 3.5 1.2M5.5 9.6a10 10 0 0 1 3.3-2m4.2-.6a10 10 0 0 1 5.5 2.6M12 17.5v.1",
  close: "m7 7 10 10M17 7 7 17",
  photo: "M4.5 8h3l1.6-2.5h5.8L16.5 8h3v10.5h-15V8Zm7.5 2.2a3.1 3.1 0 1 1 0 6.2 3.1 3.1 0 0 1 0-6.2Z",
  question: "M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1 1-1.1 1.8m0 3v.1M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
