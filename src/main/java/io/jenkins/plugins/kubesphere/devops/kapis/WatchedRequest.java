package io.jenkins.plugins.kubesphere.devops.kapis;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RequestHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.ObjectChange;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.Watchable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The answer of a route to a caller who watches it. */
final class WatchedRequest implements Watchable {
    private final RequestHandler handler;
    private final WatchedObjects objects;
    private final Supplier<Caller> sameCaller;
    private final Consumer<Caller> access;
    private volatile KapisRequest request;

    /**
     * @param objects what the answer shows
     * @param sameCaller asks again whose the token of the request is
     * @param access throws if a caller does not have the right of the route
     */
    WatchedRequest(
            RequestHandler handler,
            WatchedObjects objects,
            KapisRequest request,
            Supplier<Caller> sameCaller,
            Consumer<Caller> access) {
        this.handler = handler;
        this.objects = objects;
        this.request = request;
        this.sameCaller = sameCaller;
        this.access = access;
    }

    /** @throws KapisException also with 400, if the route has no answer that can be watched */
    @Override
    public VersionedReply read() {
        if (handler.handle(request) instanceof VersionedReply versioned) {
            return versioned;
        }
        throw notWatchable();
    }

    static KapisException notWatchable() {
        return KapisException.badRequest("this path cannot be watched; leave watch out");
    }

    @Override
    public boolean mayShow(ObjectChange change) {
        return objects.contains(change);
    }

    @Override
    public boolean showsBuilds() {
        return objects.showBuilds();
    }

    @Override
    public void checkRights() {
        Caller caller = sameCaller.get();
        access.accept(caller);
        // The groups of the caller may be others now.
        request = request.withCaller(caller);
    }
}
