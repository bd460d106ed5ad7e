"use client";

/** The form of what is selected. */
export function Panel() {
  return null;
}
