package io.jenkins.plugins.kubesphere.devops.api.text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Formats times as Kubernetes does. */
public final class KubernetesTime {
    private KubernetesTime() {}

    /** Returns the time in RFC 3339 format, in UTC and whole seconds: {@code 2026-11-21T08:00:00Z}. */
    public static String format(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
