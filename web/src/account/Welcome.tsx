import { Logo } from "../ui/Logo";
import { Example } from "./Example";
import { SignIn } from "./SignIn";
import classes from "./Welcome.module.css";

/** The door: what FitHub is, and the way in. */
export default function Welcome() {
  return (
    <main className={classes.welcome}>
      <section className={classes.pitch}>
        <Logo />
        <div className={classes.promise}>
          <h1>
            Say what you ate.
            <br />
            <em>The rest is written down.</em>
          </h1>
          <p>
            FitHub finds the foods, works out the grams, and keeps a diary that is yours. You see every row it writes, and
            you can take any of it back.
          </p>
        </div>
        <Example />
      </section>
      <section className={classes.door}>
        <SignIn />
      </section>
    </main>
  );
}
