import type { QualityNumbers } from '../protocol/client-messages.js';

export type QualityWord = 'good' | 'fair' | 'poor';

export interface Quality extends QualityNumbers {
  readonly word: QualityWord;
  /** Whose way is weak, where it can be told: what we send is lost ("mine") or what we receive ("theirs"). */
  readonly side: 'mine' | 'theirs' | null;
}

/** Counters of one moment, added up over all streams. Bytes and packets since the connection began. */
export interface Sample {
  readonly at: number;
  readonly bytesReceived: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
  /** What the other side reports of our own packets, 0 to 1. */
  readonly remoteLossRatio: number | null;
  readonly relay: boolean;
}

type Stat = Record<string, unknown> & { readonly type: string; readonly id: string };

export function sampleOf(report: Iterable<[string, unknown]>, at: number): Sample {
  const stats = new Map<string, Stat>();
  for (const [id, stat] of report) stats.set(id, stat as Stat);
  const all = (type: string) => [...stats.values()].filter((stat) => stat.type === type);
  const sum = (type: string, field: string) => all(type).reduce((total, stat) => total + (numberOf(stat[field]) ?? 0), 0);
  const largest = (type: string, field: string) => {
    const values = all(type).map((stat) => numberOf(stat[field])).filter((value) => value !== null);
    return values.length === 0 ? null : Math.max(...values);
  };
  const pair = chosenPair(stats, all('transport'), all('candidate-pair'));
  const rtt = numberOf(pair?.['currentRoundTripTime']) ?? largest('remote-inbound-rtp', 'roundTripTime');
  const jitter = largest('inbound-rtp', 'jitter');
  return {
    at,
    bytesReceived: sum('inbound-rtp', 'bytesReceived'),
    packetsReceived: sum('inbound-rtp', 'packetsReceived'),
    packetsLost: sum('inbound-rtp', 'packetsLost'),
    rttMs: rtt === null ? null : Math.round(rtt * 1000),
    jitterMs: jitter === null ? null : Math.round(jitter * 1000),
    remoteLossRatio: largest('remote-inbound-rtp', 'fractionLost'),
    relay: ['localCandidateId', 'remoteCandidateId'].some((side) => stats.get(String(pair?.[side]))?.['candidateType'] === 'relay'),
  };
}

function chosenPair(stats: Map<string, Stat>, transports: Stat[], pairs: Stat[]): Stat | undefined {
  const named = transports.map((transport) => stats.get(String(transport['selectedCandidatePairId']))).find((pair) => pair);
  return named ?? pairs.find((pair) => pair['nominated'] === true && pair['state'] === 'succeeded');
}

/** Thresholds: round trip 200/400 ms, jitter 30/60 ms, loss 2/8 %: what people begin to hear, and what makes talking hard. */
export function qualityBetween(before: Sample, now: Sample): Quality {
  const seconds = Math.max(0.001, (now.at - before.at) / 1000);
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  const received = Math.max(0, now.packetsReceived - before.packetsReceived);
  const loss = lost + received === 0 ? 0 : lost / (lost + received);
  const theirs = Math.max(grade(loss, 0.02, 0.08), grade(now.jitterMs, 30, 60));
  const mine = grade(now.remoteLossRatio, 0.02, 0.08);
  const worst = Math.max(theirs, mine, grade(now.rttMs, 200, 400));
  return {
    rtt_ms: now.rttMs,
    jitter_ms: now.jitterMs,
    loss_ratio: Math.round(loss * 10_000) / 10_000,
    bitrate_kbps: Math.round(((now.bytesReceived - before.bytesReceived) * 8) / 1000 / seconds),
    relay: now.relay,
    word: (['good', 'fair', 'poor'] as const)[worst] ?? 'poor',
    side: worst === 0 || mine === theirs ? null : mine > theirs ? 'mine' : 'theirs',
  };
}

/** What the server is told of it. */
export function numbersOf({ rtt_ms, jitter_ms, loss_ratio, bitrate_kbps, relay }: Quality): QualityNumbers {
  return { rtt_ms, jitter_ms, loss_ratio, bitrate_kbps, relay };
}

function grade(value: number | null, fair: number, poor: number): number {
  if (value === null || value < fair) return 0;
  return value < poor ? 1 : 2;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
