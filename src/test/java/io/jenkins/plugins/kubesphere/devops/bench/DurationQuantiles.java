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
     * @return the smallest measured value that is at least as long as this percentage of all values, in milliseconds
     */
    double percentile(int percent) {
        int rank = (nanos.length * percent + 99) / 100;
        return nanos[Math.max(rank, 1) - 1] / 1e6;
    }

    /** The longest duration, in milliseconds. */
    double worst() {
        return nanos[nanos.length - 1] / 1e6;
    }
}
