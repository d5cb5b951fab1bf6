package io.jenkins.plugins.kubesphere.devops.kubernetes.work;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Remembers what failed, so that it is tried last. Without this, objects that never succeed would keep all others from
 * their turn: a policy of the cluster may refuse the first hundred of a list. Thread-safe.
 *
 * @param <T> what is tried
 */
public final class RetryOrder<T> {
    private static final int MAX_REMEMBERED = 10_000;

    private final Function<T, ?> key;
    private final Set<Object> failed = BoundedCollections.set(MAX_REMEMBERED);

    /** @param key returns what identifies an object */
    public RetryOrder(Function<T, ?> key) {
        this.key = key;
    }

    /**
     * Calls the action once, and remembers whether it failed.
     *
     * @return the result of the action
     * @throws RuntimeException what the action throws
     */
    public <R> R attempt(T object, Function<T, R> action) {
        try {
            R result = action.apply(object);
            failed.remove(key.apply(object));
            return result;
        } catch (RuntimeException e) {
            failed.add(key.apply(object));
            throw e;
        }
    }

    /** Returns the objects in the same order, but those that failed at the end. */
    public List<T> putFailedLast(List<T> objects) {
        return objects.stream()
                .sorted(Comparator.comparing(object -> failed.contains(key.apply(object))))
                .toList();
    }
}
