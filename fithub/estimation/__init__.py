"""A sentence about food becomes foods, grams and nutrients, each with how sure it is."""
