package io.jenkins.plugins.kubesphere.devops.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LocalizableProblemTest {
    private static final LocalizableProblem MISSING = LocalizableProblem.of(Preflight.class, "missingNamespace", "ci");

    @Test
    void aProblemHasATextInEachLanguage() {
        assertThat(MISSING.toText(Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("集群中没有命名空间 ci；请使用 kubectl create namespace ci 创建");
        assertThat(MISSING.toText(Locale.ENGLISH))
                .isEqualTo("the cluster has no namespace ci; create it with kubectl create namespace ci");
    }

    /** The language of the controller has no effect on its log. */
    @Test
    void theTextIsEnglishInLogsAndForOtherLanguages() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        try {
            assertThat(MISSING).hasToString(MISSING.toText(Locale.ENGLISH));
            assertThat(MISSING.toText(Locale.GERMANY)).startsWith("the cluster has no");
            assertThat(new SessionNotReadyException(List.of(MISSING, MISSING))).hasMessage(MISSING + "; " + MISSING);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aNestedProblemIsInTheSameLanguage() {
        LocalizableProblem whole = LocalizableProblem.of(
                LeaderElection.class,
                "expiredBecause",
                LocalizableProblem.of(LeaderElection.class, "expired", "ci/a", "10"),
                MISSING);
        assertThat(whole.toText(Locale.SIMPLIFIED_CHINESE)).startsWith("Lease ci/a 已有 10 秒未续期：集群中没有命名空间 ci");
        assertThat(whole).hasToString("the Lease ci/a was not renewed for 10 s: " + MISSING);
    }

    /** The text of a server or library may contain any characters. */
    @Test
    void argumentsAreNotUsedAsPatterns() {
        for (String words : List.of("it's {0} {", "<b>'{1}'</b>", "无")) {
            assertThat(LocalizableProblem.quote(words)).hasToString(words);
            assertThat(LocalizableProblem.of(Preflight.class, "unreachable", "https://a", words))
                    .hasToString("cannot reach https://a: " + words);
        }
        assertThat(LocalizableProblem.quote(new IllegalStateException("lost"))).hasToString("lost");
        assertThat(LocalizableProblem.quote(new NullPointerException())).hasToString("java.lang.NullPointerException");
    }
}
