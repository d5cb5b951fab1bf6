package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseNotHeldException;
import java.net.HttpURLConnection;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The base of all reconcilers. The framework handles exceptions, but if an {@link Error} escapes, its object is never
 * reconciled again. This class turns it into an exception, so that the reconcile is repeated.
 */
public abstract class ErrorHandlingReconciler<P extends HasMetadata> implements Reconciler<P> {
    private static final Logger LOGGER = Logger.getLogger(ErrorHandlingReconciler.class.getName());

    /** Changes the engine and the status of the object to match its spec. Called again after every failure. */
    protected abstract UpdateControl<P> apply(P object, Context<P> context) throws Exception;

    /**
     * Reports a failure on the object. Must not throw.
     *
     * @param problem describes the failure for users
     */
    protected void reportFailure(P object, String problem) {}

    /**
     * Writes a failure of {@link #apply} into the status of the object. Called after {@link #reportFailure}, unless the
     * next attempt will probably succeed, or nothing can be written now.
     *
     * @param problem describes the failure for users
     * @param repeated true if the attempt before this one has failed, too
     */
    protected void writeFailure(P object, String problem, boolean repeated) {}

    @Override
    public final UpdateControl<P> reconcile(P object, Context<P> context) {
        try {
            return apply(object, context);
        } catch (Throwable failure) {
            if (wasDeleted(failure)) {
                return UpdateControl.noUpdate();
            }
            ReconcileFailure reported = reportAndWrap("reconcile", object, failure);
            writeFailureIfLasting(object, failure, context.getRetryInfo().isPresent());
            throw reported;
        }
    }

    private void writeFailureIfLasting(P object, Throwable failure, boolean repeated) {
        boolean isConflict =
                failure instanceof KubernetesClientException e && e.getCode() == HttpURLConnection.HTTP_CONFLICT;
        boolean isOffline = failure instanceof KubernetesClientException e && ApiFailureDescriber.isWithoutAnswer(e);
        if (isConflict || isOffline || failure instanceof LeaseNotHeldException) {
            return;
        }
        try {
            writeFailure(object, FailureDescriber.describe(failure), repeated);
        } catch (KubernetesClientException | LeaseNotHeldException e) {
            LOGGER.log(
                    Level.FINE,
                    e,
                    () -> describe(object) + ": its failure was not written; the next attempt writes it");
        }
    }

    /**
     * Writes no status, because {@link #reportAndWrap} has already logged and reported the failure. The framework then
     * repeats the reconcile.
     */
    @Override
    public final ErrorStatusUpdateControl<P> updateErrorStatus(P object, Context<P> context, Exception e) {
        return ErrorStatusUpdateControl.defaultErrorProcessing();
    }

    /** Logs and reports a failure. Returns the exception that makes the framework repeat the reconcile. */
    final ReconcileFailure reportAndWrap(String action, P object, Throwable failure) {
        String attempt = "Could not " + action + " " + describe(object) + ", trying again later: ";
        Throwable masked = MaskedException.maskUrls(failure);
        // After the Lease was lost, all running reconciles fail. The loss itself is logged elsewhere.
        LOGGER.log(failure instanceof LeaseNotHeldException ? Level.FINE : Level.WARNING, () -> attempt + masked);
        LOGGER.log(Level.FINE, masked, () -> attempt + "the stack of the failure");
        String problem = FailureDescriber.describe(failure);
        reportFailure(object, problem);
        return new ReconcileFailure(attempt + problem, masked);
    }

    /** Returns kind, namespace and name of an object for a log: {@code Pipeline demo/web}. */
    static String describe(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        return object.getKind() + " " + (metadata.getNamespace() == null ? "" : metadata.getNamespace() + "/")
                + metadata.getName();
    }

    /**
     * Returns true if the object was deleted during the reconcile. Then nothing is left to do, and nothing went wrong.
     */
    private static boolean wasDeleted(Throwable failure) {
        return failure instanceof KubernetesClientException e && e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Makes the framework repeat the reconcile. The failure has been logged already. */
    public static final class ReconcileFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReconcileFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
