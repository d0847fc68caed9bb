import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Schemas } from "../api/client";
import { foodsQuery } from "./queries";

const TYPED_MS = 200;

type Props = { label: string; placeholder: string; disabled?: boolean; onPick: (food: Schemas["Food"]) => void };

/** Finds a food by its name as it is typed. */
export function FoodSearch({ label, placeholder, disabled = false, onPick }: Props) {
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), TYPED_MS);
  const found = useQuery({ ...foodsQuery(asked), enabled: asked.length > 1 });
  const foods = asked.length > 1 ? (found.data ?? []) : [];
  return (
    <Select
      size="sm"
      searchable
      label={label}
      placeholder={placeholder}
      disabled={disabled}
      value={null}
      searchValue={words}
      onSearchChange={setWords}
      data={foods.map((food) => ({ value: food.id, label: nameOf(food) }))}
      filter={({ options }) => options}
      nothingFoundMessage={asked.length > 1 && found.isSuccess && !found.isPlaceholderData ? "No such food" : null}
      maxDropdownHeight="none"
      comboboxProps={{ shadow: "md" }}
      onChange={(id) => {
        const food = foods.find((each) => each.id === id);
        if (food === undefined) return;
        setWords("");
        onPick(food);
      }}
    />
  );
}

function nameOf({ name, brand }: Schemas["Food"]): string {
  return brand === null ? name : `${name} · ${brand}`;
}
