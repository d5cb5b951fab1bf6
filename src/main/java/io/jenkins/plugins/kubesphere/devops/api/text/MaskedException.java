package io.jenkins.plugins.kubesphere.devops.api.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A copy of an exception of other code for a log. The copy has the stack, and masked messages: the message of an
 * exception may quote a secret.
 */
public final class MaskedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String HIDDEN = "(the message is not shown, because it may contain a secret)";

    private final String originalClass;

    private MaskedException(Throwable original, String message, Throwable cause) {
        super(message, cause);
        this.originalClass = className(original);
        setStackTrace(original.getStackTrace());
    }

    /**
     * Masks the messages of an exception, of its causes, and of its suppressed exceptions.
     *
     * @param mask returns the masked text; never called with null
     * @return the exception itself if the mask changes no message
     */
    public static Throwable mask(Throwable original, UnaryOperator<String> mask) {
        return changesAny(original, mask, newIdentitySet()) ? copy(original, mask, newIdentitySet()) : original;
    }

    /** Masks the users and passwords of URLs in all messages. */
    public static Throwable maskUrls(Throwable original) {
        return mask(original, UrlUserInfoMask::apply);
    }

    /** Hides all messages. Classes and stacks stay. */
    public static Throwable hideMessages(Throwable original) {
        return mask(original, message -> HIDDEN);
    }

    private static boolean changesAny(Throwable original, UnaryOperator<String> mask, Set<Throwable> visited) {
        if (original == null || !visited.add(original)) {
            return false;
        }
        boolean changed = !original.toString().equals(mask.apply(original.toString()))
                || original.getMessage() != null && !original.getMessage().equals(mask.apply(original.getMessage()))
                || changesAny(original.getCause(), mask, visited);
        for (Throwable suppressed : original.getSuppressed()) {
            changed = changed || changesAny(suppressed, mask, visited);
        }
        return changed;
    }

    /** Returns null for an exception that was visited before: a cause may be a cause of itself. */
    private static MaskedException copy(Throwable original, UnaryOperator<String> mask, Set<Throwable> visited) {
        if (original == null || !visited.add(original)) {
            return null;
        }
        String message = original.getMessage() == null ? null : mask.apply(original.getMessage());
        MaskedException masked = new MaskedException(original, message, copy(original.getCause(), mask, visited));
        for (Throwable suppressed : original.getSuppressed()) {
            MaskedException copy = copy(suppressed, mask, visited);
            if (copy != null) {
                masked.addSuppressed(copy);
            }
        }
        return masked;
    }

    private static Set<Throwable> newIdentitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** The simple name of the class of the original exception, for a message. */
    public static String simpleClassName(Throwable failure) {
        String name = className(failure);
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    private static String className(Throwable failure) {
        return failure instanceof MaskedException masked
                ? masked.originalClass
                : failure.getClass().getName();
    }

    @Override
    public String toString() {
        return getMessage() == null ? originalClass : originalClass + ": " + getMessage();
    }
}
