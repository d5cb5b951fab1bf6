package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.util.function.Supplier;

/** Masks the messages of the exceptions that a call of the engine throws. */
final class ErrorMasker {
    /** Why a text is not shown; goes on after "…is not shown, ". */
    static final String NO_MASK =
            "because the credentials of the project are not loaded yet, or are too large to be masked in it";

    private static final String HIDDEN = ": the reason is not shown, " + NO_MASK;

    private final ProjectMaskProvider masks;

    ErrorMasker(ProjectMaskProvider masks) {
        this.masks = masks;
    }

    /**
     * Calls the engine.
     *
     * @param namespace the namespace of the project that the call is about
     * @param subject what the call is about, for a message whose text cannot be masked
     */
    <T> T call(String namespace, Object subject, Supplier<T> call) {
        try {
            return call.get();
        } catch (EngineRefusalException refusal) {
            throw refusal.withMessage(maskMessage(namespace, subject, refusal.getMessage()));
        } catch (EngineFailureException failure) {
            Throwable masked = maskError(namespace, failure);
            throw masked == failure
                    ? failure
                    : new EngineFailureException(maskMessage(namespace, subject, failure.getMessage()), masked);
        } catch (RuntimeException | Error e) {
            throw sneak(maskError(namespace, e));
        }
    }

    void run(String namespace, Object subject, Runnable call) {
        call(namespace, subject, () -> {
            call.run();
            return null;
        });
    }

    private String maskMessage(String namespace, Object subject, String message) {
        return masks.findMask(namespace).map(mask -> mask.applyToText(message)).orElseGet(() -> subject + HIDDEN);
    }

    private Throwable maskError(String namespace, Throwable error) {
        return SecretMask.maskError(masks.findMask(namespace), error);
    }

    /** Returns an unchecked exception; throws an error. */
    private static RuntimeException sneak(Throwable unchecked) {
        if (unchecked instanceof Error error) {
            throw error;
        }
        return (RuntimeException) unchecked;
    }
}
