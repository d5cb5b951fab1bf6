package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Remembers the answers of a server for a short time. The same question at the same time is asked once, and other
 * questions do not wait for it. Only so many questions are asked at once: each holds a thread.
 *
 * @param <Q> a question
 * @param <A> an answer
 */
final class SharedAnswerCache<Q, A> {
    private static final long MAX_WAIT_MILLIS = 1_000;

    /** @param failure null if there is an answer */
    private record Result<A>(A answer, RuntimeException failure) {}

    private final String what;
    private final Semaphore free;
    private final AsyncCache<Q, Result<A>> answers;

    /**
     * @param what for the log, for example {@code tokens}
     * @param maxAnswers how many are remembered
     * @param maxAtOnce how many questions are asked at once
     * @param lifetime how long an answer is remembered
     */
    SharedAnswerCache(String what, int maxAnswers, int maxAtOnce, BiFunction<Q, A, Duration> lifetime, Ticker ticker) {
        this.what = what;
        this.free = new Semaphore(maxAtOnce);
        this.answers = Caffeine.newBuilder()
                .maximumSize(maxAnswers)
                .ticker(ticker)
                // Otherwise an answer would be remembered a moment after it was given.
                .executor(Runnable::run)
                .expireAfter(Expiry.<Q, Result<A>>creating((question, result) ->
                        result.failure() == null ? lifetime.apply(question, result.answer()) : Duration.ZERO))
                .buildAsync();
    }

    /**
     * Returns the answer to a question.
     *
     * @param ask asks the server; what it throws is thrown to all who wait for the answer, and is not remembered
     * @throws ReviewUnavailableException also if too many other questions are asked now
     */
    A get(Q question, Supplier<A> ask) {
        CompletableFuture<Result<A>> own = new CompletableFuture<>();
        CompletableFuture<Result<A>> asked = answers.asMap().putIfAbsent(question, own);
        if (asked == null) {
            own.complete(ask(ask));
        }
        Result<A> result = (asked == null ? own : asked).join();
        if (result.failure() != null) {
            throw result.failure();
        }
        return result.answer();
    }

    /** A failure is a result, because the cache would log each future that fails. */
    private Result<A> ask(Supplier<A> ask) {
        boolean isAcquired = false;
        try {
            isAcquired = free.tryAcquire(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (!isAcquired) {
                throw new ReviewUnavailableException("Too many " + what + " are reviewed at once", null);
            }
            return new Result<>(ask.get(), null);
        } catch (RuntimeException e) {
            return new Result<>(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result<>(null, new ReviewUnavailableException("A review was not waited for", e));
        } finally {
            if (isAcquired) {
                free.release();
            }
        }
    }

    /** Remembers the answer to a question that was asked in another way. */
    void put(Q question, A answer) {
        answers.put(question, CompletableFuture.completedFuture(new Result<>(answer, null)));
    }

    /** @return null if it is not remembered */
    A findKnown(Q question) {
        CompletableFuture<Result<A>> known = answers.getIfPresent(question);
        return known == null || !known.isDone() ? null : known.join().answer();
    }
}
