import classes from "./Logo.module.css";

/** The mark: something said, and a leaf in it. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className={classes.mark}>
      <path
        className={classes.bubble}
        d="M16 2.5c7.7 0 13.5 5.4 13.5 12.4S23.7 27.3 16 27.3c-1.3 0-2.6-.15-3.8-.45L6.3 29.6c-.7.33-1.45-.3-1.25-1.05l1.15-4.3C3.9 21.9 2.5 18.7 2.5 14.9 2.5 7.9 8.3 2.5 16 2.5Z"
      />
      <path
        className={classes.leaf}
        d="M9.2 20.6C8 13.6 12.6 8.7 22.6 8.5c.9 8.3-2.9 13.3-9 12.9-.9-.05-1.7-.25-2.4-.6l-.9 1.5c-.25.42-.8.55-1.2.3-.4-.25-.53-.78-.28-1.2Z"
      />
      <path className={classes.vein} d="M11.5 19.7c1.9-3.1 4.2-5.3 7.3-7" />
    </svg>
  );
}

export function Logo() {
  return (
    <span className={classes.logo}>
      <Mark />
      <span className={classes.word}>FitHub</span>
    </span>
  );
}
