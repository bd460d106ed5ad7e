import { z } from "zod";

/*
 * An export is a gzip'd text of JSON lines: the header; then each table's name and columns with its rows behind it, every value as
 * PostgreSQL writes it in text, null where there is none; then where the sequences stand; at last how many rows there were, by which
 * a file that was cut short is known.
 */
export const FORMAT = 1;

export const headerSchema = z.object({
  trig: z.literal("export"),
  format: z.int().positive(),
  madeAt: z.iso.datetime(),
  /** The last migration of the database it was made of; `when` is its place in the journal of migrations. */
  migration: z.object({ when: z.int(), hash: z.string() }),
  /** The name of the secret key with which the secrets inside were encrypted. */
  keyId: z.string(),
});
export type Header = z.infer<typeof headerSchema>;

export const tableSchema = z.object({
  table: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).min(1),
});
export type Table = z.infer<typeof tableSchema>;

const sequence = z.object({ name: z.string(), value: z.string().regex(/^-?\d+$/), called: z.boolean() });
export const sequencesSchema = z.object({ sequences: z.array(sequence) });
export const endSchema = z.object({ end: z.object({ rows: z.int().min(0) }) });

/** What any line says that is no row of a table. */
export const directiveSchema = z.union([tableSchema, sequencesSchema, endSchema]);
