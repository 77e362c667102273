/** Something happened that the service promises never to let happen. The message is a sentence. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}
