/** Put where a closed set has been handled completely: a new member then fails the type check here. */
export function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
