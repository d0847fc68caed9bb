import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import { type Credentials, register, session, signIn } from "../api/client";
import { type Problem, asProblem } from "../api/problems";
import { ProblemNote } from "../ui/ProblemNote";
import classes from "./SignIn.module.css";

const WAYS = {
  in: { title: "Welcome back", button: "Log in", send: signIn, question: "New here?", other: "Create an account" },
  new: { title: "Create your account", button: "Create account", send: register, question: "Have an account?", other: "Log in" },
} as const;

/** Log in, or register: the same two fields. */
export function SignIn() {
  const [way, setWay] = useState<keyof typeof WAYS>("in");
  const { title, button, send, question, other } = WAYS[way];
  const sending = useMutation({ mutationFn: (credentials: Credentials) => send(credentials) });
  const problem = sending.error === null ? null : asProblem(sending.error);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    sending.mutate({ email: text(form, "email").trim(), password: text(form, "password") });
  };

  return (
    <form className={classes.form} onSubmit={submit}>
      <h2>{title}</h2>
      {session.hasLapsed() ? <p className={classes.lapsed}>Your session has ended. Log in to go on where you were.</p> : null}
      <TextInput
        label="E-mail"
        name="email"
        type="email"
        required
        withAsterisk={false}
        autoComplete="username"
        size="md"
        error={fieldError(problem, "email")}
      />
      <PasswordInput
        label="Password"
        name="password"
        required
        withAsterisk={false}
        autoComplete={way === "in" ? "current-password" : "new-password"}
        size="md"
        description={way === "new" ? "At least 8 characters; a few words together are good." : undefined}
        error={fieldError(problem, "password")}
        visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
      />
      {problem && problem.fields.length === 0 ? <ProblemNote problem={problem} /> : null}
      <Button type="submit" size="md" loading={sending.isPending} fullWidth>
        {button}
      </Button>
      <p className={classes.other}>
        {question}{" "}
        <button
          type="button"
          onClick={() => {
            sending.reset();
            setWay(way === "in" ? "new" : "in");
          }}
        >
          {other}
        </button>
      </p>
    </form>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** What is wrong with one field, in its own words. */
function fieldError(problem: Problem | null, name: string): string | undefined {
  const messages = problem?.fields.filter(({ field }) => field === name).map(({ message }) => message) ?? [];
  return messages.length === 0 ? undefined : messages.join(" ");
}
