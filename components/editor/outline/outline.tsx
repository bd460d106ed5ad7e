"use client";

/** The job as a structured list. */
export function Outline() {
  return null;
}
