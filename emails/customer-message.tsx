import { Fragment } from "react";
import { Body, Head, Html, Link, Text } from "react-email";
import { parseWords, type Stretch, type WordBlock } from "./parse-words";

const body = {
  fontFamily: "Arial, Helvetica, sans-serif",
  fontSize: "14px",
  lineHeight: "1.5",
  color: "#111111",
};
const paragraph = { ...body, margin: "0 0 16px" };

/** The HTML part of a message to a customer: the plain words, looking like a mail that a person wrote. */
export function CustomerMessage({ text }: { text: string }) {
  return (
    <Html>
      <Head />
      <Body style={body}>
        {keyed(parseWords(text)).map(({ key, value }) => (
          <Block key={key} block={value} />
        ))}
      </Body>
    </Html>
  );
}

function Block({ block }: { block: WordBlock }) {
  if (block.kind === "paragraph") {
    return (
      <Text style={paragraph}>
        {keyed(block.lines).map(({ key, value }) => (
          <Fragment key={key}>
            {key > 0 && <br />}
            <Line stretches={value} />
          </Fragment>
        ))}
      </Text>
    );
  }
  const items = keyed(block.items).map(({ key, value }) => (
    <li key={key}>
      <Line stretches={value} />
    </li>
  ));
  if (!block.ordered) return <ul style={paragraph}>{items}</ul>;
  return (
    <ol style={paragraph} start={block.start}>
      {items}
    </ol>
  );
}

function Line({ stretches }: { stretches: Stretch[] }) {
  return keyed(stretches).map(({ key, value }) =>
    value.kind === "words" ? (
      <Fragment key={key}>{value.text}</Fragment>
    ) : (
      <Link key={key} href={value.url}>
        {value.url}
      </Link>
    ),
  );
}

/** A message never changes once rendered: a part's place is its name. */
function keyed<Part>(parts: readonly Part[]): { key: number; value: Part }[] {
  return parts.map((value, key) => ({ key, value }));
}
