import { describe, expect, it } from 'vitest';
import { qualityBetween, sampleOf, type Sample } from './quality.js';

const before: Sample = { at: 0, bytesReceived: 0, packetsReceived: 0, packetsLost: 0, rttMs: 20, jitterMs: 5, remoteLossRatio: 0, relay: false };
const good: Sample = { ...before, at: 2000, bytesReceived: 10_000, packetsReceived: 100 };

describe('1.4.6, D10: quality', () => {
  it.each<[string, Partial<Sample>, string, string | null]>([
    ['a clean path', {}, 'good', null],
    ['a long round trip', { rttMs: 250 }, 'fair', null],
    ['a very long round trip', { rttMs: 900 }, 'poor', null],
    ['what we receive is lost', { packetsLost: 30 }, 'poor', 'theirs'],
    ['what we send is lost', { remoteLossRatio: 0.05 }, 'fair', 'mine'],
    ['a shaking path', { jitterMs: 40 }, 'fair', 'theirs'],
  ])('%s', (_name, changes, word, side) => {
    expect(qualityBetween(before, { ...good, ...changes })).toMatchObject({ word, side });
  });

  it('counts only what came since the sample before', () => {
    expect(qualityBetween(before, good).bitrate_kbps).toBe(40);
    expect(qualityBetween({ ...good, packetsLost: 50 }, { ...good, at: 4000, packetsReceived: 200, packetsLost: 50 }).loss_ratio).toBe(0);
  });

  it('reads the chosen path out of a report', () => {
    const report: [string, unknown][] = [
      ['T', { id: 'T', type: 'transport', selectedCandidatePairId: 'P' }],
      ['P', { id: 'P', type: 'candidate-pair', currentRoundTripTime: 0.05, localCandidateId: 'L', remoteCandidateId: 'R' }],
      ['L', { id: 'L', type: 'local-candidate', candidateType: 'relay' }],
      ['R', { id: 'R', type: 'remote-candidate', candidateType: 'host' }],
      ['A', { id: 'A', type: 'inbound-rtp', bytesReceived: 10, packetsReceived: 2, packetsLost: 1, jitter: 0.01 }],
      ['V', { id: 'V', type: 'inbound-rtp', bytesReceived: 20, packetsReceived: 3, packetsLost: 0, jitter: 0.02 }],
    ];
    expect(sampleOf(report, 1)).toEqual({
      at: 1, bytesReceived: 30, packetsReceived: 5, packetsLost: 1, rttMs: 50, jitterMs: 20, remoteLossRatio: null, relay: true,
    });
  });
});
