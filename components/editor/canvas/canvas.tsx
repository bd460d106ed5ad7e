"use client";

/** The job as a drawing. */
export default function Canvas() {
  return null;
}
