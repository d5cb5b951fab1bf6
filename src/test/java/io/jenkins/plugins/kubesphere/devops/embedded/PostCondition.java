package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** When a block of {@code post} runs, in the order in which they run. */
enum PostCondition {
    ALWAYS((now, before) -> true),
    CHANGED((now, before) -> now != before),
    FIXED((now, before) -> now == Result.SUCCESS && isBad(before)),
    REGRESSION((now, before) -> before != Result.NONE && before.compareTo(now) < 0 && isBad(now)),
    ABORTED((now, before) -> now == Result.ABORTED),
    FAILURE((now, before) -> now == Result.FAILURE),
    SUCCESS((now, before) -> now == Result.SUCCESS),
    UNSTABLE((now, before) -> now == Result.UNSTABLE),
    UNSUCCESSFUL((now, before) -> now != Result.SUCCESS),
    CLEANUP((now, before) -> true);

    private final BiPredicate<Result, Result> rule;

    PostCondition(BiPredicate<Result, Result> rule) {
        this.rule = rule;
    }

    private static boolean isBad(Result result) {
        return result == Result.FAILURE || result == Result.UNSTABLE;
    }

    /** Gives null if there is none of that name. */
    static PostCondition of(String word) {
        return Stream.of(values())
                .filter(condition -> condition.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** As a Jenkinsfile says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param previous how the build before ended, null if there was none */
    boolean holds(Result now, Outcome previous) {
        return rule.test(now, previous == null ? Result.NONE : previous.result());
    }
}
