package dev.ringback.load.calls;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How many of a hundred calls go which way. They are spread evenly, so that every hundred calls have the same mix.
public final class Mix {
    private static final int WHOLE = 100;

    private final Map<Scenario, Integer> shares;
    private final Scenario[] order = new Scenario[WHOLE];

    private Mix(Map<Scenario, Integer> shares) {
        this.shares = shares;
        int[] credit = new int[Scenario.values().length];
        for (int i = 0; i < WHOLE; i++) {
            shares.forEach((scenario, share) -> credit[scenario.ordinal()] += share);
            int most = 0;
            for (int s = 1; s < credit.length; s++) {
                most = credit[s] > credit[most] ? s : most;
            }
            credit[most] -= WHOLE;
            order[i] = Scenario.values()[most];
        }
    }

    /// @param text as `answered=80,cancelled=20`: per cent, together 100
    /// @throws IllegalArgumentException with what is wrong
    public static Mix parse(String text) {
        Map<Scenario, Integer> shares = new EnumMap<>(Scenario.class);
        for (String part : text.split(",")) {
            String[] sides = part.strip().split("=");
            if (sides.length != 2 || !sides[1].matches("\\d{1,3}")) {
                throw new IllegalArgumentException("a mix is written as answered=80,cancelled=20, not " + part);
            }
            shares.put(scenario(sides[0]), Integer.parseInt(sides[1]));
        }
        if (shares.values().stream().mapToInt(Integer::intValue).sum() != WHOLE) {
            throw new IllegalArgumentException("the shares of a mix are per cent and make 100 together: " + text);
        }
        return new Mix(shares);
    }

    /// @param number of the call, from 0
    Scenario of(long number) {
        return order[(int) (number % WHOLE)];
    }

    /// @return whether some calls go that way
    public boolean has(Scenario scenario) {
        return shares.getOrDefault(scenario, 0) > 0;
    }

    @Override
    public String toString() {
        return shares.entrySet().stream()
                .map(share -> share.getKey().name().toLowerCase(Locale.ROOT) + "=" + share.getValue())
                .collect(Collectors.joining(","));
    }

    private static Scenario scenario(String name) {
        return Arrays.stream(Scenario.values())
                .filter(it -> it.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no scenario is called " + name + "; there are " + Arrays.toString(Scenario.values())));
    }
}
