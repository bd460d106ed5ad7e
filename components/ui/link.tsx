"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link that asks for its page ahead of time only while a pointer is on it. Next would ask for that of every link in view, again after
 * each news that an open page follows: some twenty requests for one that is wanted.
 */
export function Link({ prefetch, onPointerEnter, onPointerLeave, ...rest }: ComponentProps<typeof NextLink>) {
  const [isNear, setIsNear] = useState(false);
  return (
    <NextLink
      {...rest}
      prefetch={isNear && prefetch !== false ? null : false}
      onPointerEnter={(event) => {
        setIsNear(true);
        onPointerEnter?.(event);
      }}
      onPointerLeave={(event) => {
        setIsNear(false);
        onPointerLeave?.(event);
      }}
    />
  );
}
