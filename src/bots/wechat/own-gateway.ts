/**
 * What the service puppet shows of its line to the gateway; other puppets show nothing of it.
 * https://github.com/wechaty/puppet-service/blob/main/src/client/grpc-manager.ts
 */
interface GatewayLine {
  readonly eventStream?: { readonly destroyed?: boolean; cancel?(): void };
  stopStream?(): void;
  destroyClient?(): void;
}

/**
 * Cuts the line to a gateway, if the puppet has one. A service puppet that is simply stopped logs the gateway's account
 * out, for everybody and until somebody scans again; cut off first, it cannot. Never throws.
 */
export function cutGatewayLine(puppet: unknown): void {
  const line = gatewayLineOf(puppet);
  // Destroying the stream, as the puppet does, leaves the call open for the gateway, which takes no second one.
  attempt(() => line?.eventStream?.cancel?.());
  attempt(() => line?.stopStream?.());
  attempt(() => line?.destroyClient?.());
}

/** True when the puppet listens to a gateway and the line is broken, about which it does nothing. */
export function isGatewayLineBroken(puppet: unknown): boolean {
  if (!hasGatewayLine(puppet)) return false;
  const stream = gatewayLineOf(puppet)?.eventStream;
  return stream === undefined || stream.destroyed === true;
}

export const hasGatewayLine = (puppet: unknown): boolean =>
  typeof puppet === 'object' && puppet !== null && 'grpcManager' in puppet;

function gatewayLineOf(puppet: unknown): GatewayLine | null {
  if (!hasGatewayLine(puppet)) return null;
  try {
    // A getter that throws while there is no line.
    return (puppet as { readonly grpcManager: GatewayLine }).grpcManager;
  } catch {
    return null;
  }
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // It is being thrown away; whatever it says of itself helps nobody.
  }
}
