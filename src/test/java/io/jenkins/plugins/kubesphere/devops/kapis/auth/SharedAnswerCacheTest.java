package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedAnswerCacheTest {
    private final SharedAnswerCache<String, String> cache = new SharedAnswerCache<>(
            "questions", 1_000, 2, (question, answer) -> Duration.ofSeconds(10), Ticker.systemTicker());
    private final ExecutorService askers = Executors.newCachedThreadPool();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        askers.shutdownNow();
    }

    @Test
    void theSameQuestionIsAskedOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(askers.submit(() -> cache.get("who", () -> {
                asked.incrementAndGet();
                return slowly("alice");
            })));
        }
        mayAnswer.countDown();
        for (Future<String> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("alice");
        }
        assertThat(asked).hasValue(1);
    }

    /** A map that asks under its own lock would let questions wait that only have a similar hash. */
    @Test
    void otherQuestionsDoNotWait() throws Exception {
        CountDownLatch isAsked = new CountDownLatch(1);
        Future<String> slow = askers.submit(() -> cache.get("slow", () -> {
            isAsked.countDown();
            return slowly("late");
        }));
        assertThat(isAsked.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 500; i++) {
            String question = "quick" + i;
            assertThat(askers.submit(() -> cache.get(question, () -> "now")).get(10, TimeUnit.SECONDS))
                    .isEqualTo("now");
        }
        mayAnswer.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("late");
    }

    @Test
    void onlySoManyAreAskedAtOnce() throws Exception {
        CountDownLatch areAsked = new CountDownLatch(2);
        for (String question : List.of("a", "b")) {
            askers.submit(() -> cache.get(question, () -> {
                areAsked.countDown();
                return slowly(question);
            }));
        }
        assertThat(areAsked.await(10, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> cache.get("c", () -> "c"))
                .isInstanceOf(ReviewUnavailableException.class)
                .hasMessage("Too many questions are reviewed at once");
    }

    @Test
    void aFailureIsNotRemembered() {
        assertThatThrownBy(() -> cache.get("who", () -> {
                    throw new IllegalStateException("down");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("down");
        assertThat(cache.get("who", () -> "alice")).isEqualTo("alice");
    }

    private String slowly(String answer) {
        try {
            mayAnswer.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }
}
