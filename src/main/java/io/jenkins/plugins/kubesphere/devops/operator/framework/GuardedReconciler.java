package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseLostException;
import java.net.HttpURLConnection;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The base of every reconciler. The framework takes care of exceptions, but an {@link Error} that escapes wedges its
 * object for ever: here it becomes an exception like any other, and is tried again.
 */
public abstract class GuardedReconciler<P extends HasMetadata> implements Reconciler<P> {
    private static final Logger LOGGER = Logger.getLogger(GuardedReconciler.class.getName());

    /** Brings the engine and the object's status to what the object says. Called again after every failure. */
    protected abstract UpdateControl<P> bringAbout(P object, Context<P> context) throws Exception;

    /** Told of each failure, to make it visible on the object; must not throw. */
    protected void failed(P object, Throwable failure) {}

    @Override
    public final UpdateControl<P> reconcile(P object, Context<P> context) {
        try {
            return bringAbout(object, context);
        } catch (Throwable failure) {
            if (isGone(failure)) {
                return UpdateControl.noUpdate();
            }
            throw wrapped("reconcile", object, failure);
        }
    }

    /** Failures are logged and told here, once; without this the framework logs each with its whole stack, twice. */
    @Override
    public final ErrorStatusUpdateControl<P> updateErrorStatus(P object, Context<P> context, Exception e) {
        return ErrorStatusUpdateControl.defaultErrorProcessing();
    }

    /** Logs and tells a failure, and gives the exception that makes the framework try again. */
    final ReconcileFailure wrapped(String what, P object, Throwable failure) {
        String name = object.getMetadata().getNamespace() == null
                ? object.getMetadata().getName()
                : object.getMetadata().getNamespace() + "/"
                        + object.getMetadata().getName();
        String message = "Could not " + what + " " + object.getKind() + " " + name + ", trying again later: "
                + failure.getMessage();
        // Without the Lease everything that is under way fails, and that is said once, elsewhere.
        LOGGER.log(failure instanceof LeaseLostException ? Level.FINE : Level.WARNING, message);
        LOGGER.log(Level.FINE, message, failure);
        failed(object, failure);
        return new ReconcileFailure(message, failure);
    }

    /** True if the object went away while we worked on it: nothing is left to do, and nothing went wrong. */
    private static boolean isGone(Throwable failure) {
        return failure instanceof KubernetesClientException e && e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Makes the framework try again; the log has been written already. */
    public static final class ReconcileFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReconcileFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
