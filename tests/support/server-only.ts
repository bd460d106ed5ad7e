// Tests import server files outside Next, where the marker package would throw.
export {};
