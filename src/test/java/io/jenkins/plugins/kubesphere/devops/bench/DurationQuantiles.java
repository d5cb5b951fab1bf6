package io.jenkins.plugins.kubesphere.devops.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;

/** Computes percentiles and the maximum of measured durations. */
final class DurationQuantiles {
    private final long[] nanos;

    private DurationQuantiles(long[] nanos) {
        this.nanos = nanos;
    }

    /** @param samples at least one sample */
    static <T> DurationQuantiles of(Collection<T> samples, Function<T, Duration> time) {
        return new DurationQuantiles(
                samples.stream().map(time).mapToLong(Duration::toNanos).sorted().toArray());
    }

    /**
     * @param percent 50 for the median
     * @return the nearest measured value, in milliseconds
     */
    double percentile(int percent) {
        return nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)] / 1e6;
    }

    /** The longest duration, in milliseconds. */
    double worst() {
        return nanos[nanos.length - 1] / 1e6;
    }
}
