/** Resolves when everybody else who was waiting for the event loop has had a turn. */
export const breath = (): Promise<void> =>
  new Promise((done) => {
    setImmediate(done);
  });
