package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachingTokenReviewerTest {
    private static final Caller ALICE = new Caller("alice", "", List.of(), Map.of(), Caller.Origin.KUBERNETES);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger reviews = new AtomicInteger();
    private Optional<Caller> answer = Optional.of(ALICE);
    private final CachingTokenReviewer cache = new CachingTokenReviewer(
            token -> {
                reviews.incrementAndGet();
                return answer;
            },
            nanos::get);

    @Test
    void aTokenThatIsAcceptedIsReviewedAgainAfterAMinute() {
        cache.review("token");
        answer = Optional.empty();
        pass(CachingTokenReviewer.ACCEPTED.minusMillis(1));
        assertThat(cache.review("token")).contains(ALICE);

        pass(Duration.ofMillis(2));

        assertThat(cache.review("token")).isEmpty();
        assertThat(reviews).hasValue(2);
    }

    @Test
    void aTokenThatIsRefusedIsReviewedAgainAfterSeconds() {
        answer = Optional.empty();
        cache.review("token");
        answer = Optional.of(ALICE);
        assertThat(cache.review("token")).isEmpty();

        pass(CachingTokenReviewer.REFUSED.plusMillis(1));

        assertThat(cache.review("token")).contains(ALICE);
    }

    @Test
    void eachTokenIsReviewedByItself() {
        cache.review("one");
        answer = Optional.empty();

        assertThat(cache.review("two")).isEmpty();
    }

    @Test
    void aReviewThatFailsIsNotRemembered() {
        AtomicInteger attempts = new AtomicInteger();
        CachingTokenReviewer failing = new CachingTokenReviewer(token -> {
            if (attempts.incrementAndGet() == 1) {
                throw new ReviewUnavailableException("no answer", null);
            }
            return Optional.of(ALICE);
        });

        assertThatThrownBy(() -> failing.review("token")).isInstanceOf(ReviewUnavailableException.class);
        assertThat(failing.review("token")).contains(ALICE);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
