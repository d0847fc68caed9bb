import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { client, told } from "../api/client";

/** A food with the portions that it is known in. */
export const foodQuery = (id: string) =>
  queryOptions({
    queryKey: ["food", id],
    queryFn: async ({ signal }) =>
      told(await client.GET("/api/v1/foods/{food_id}", { params: { path: { food_id: id } }, signal })),
    staleTime: 300_000,
  });

/** The foods that words may mean, the likeliest first; those of the words before are shown until they are there. */
export const foodsQuery = (q: string) =>
  queryOptions({
    queryKey: ["foods", q],
    queryFn: async ({ signal }) =>
      told(await client.GET("/api/v1/foods", { params: { query: { q, limit: 7 } }, signal })).items,
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
