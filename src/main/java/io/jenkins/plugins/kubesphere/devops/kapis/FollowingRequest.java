package io.jenkins.plugins.kubesphere.devops.kapis;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.run.FollowedLog;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.ObjectChange;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.WatchTimings;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.Watchable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A request of a caller who follows a log. */
final class FollowingRequest implements Watchable {
    /** Nobody tells of a line. */
    private static final Duration POLL = Duration.ofMillis(500);

    private final FollowedLog log;
    private final Supplier<Caller> sameCaller;
    private final Consumer<Caller> access;

    /**
     * @param sameCaller asks again whose the token of the request is
     * @param access throws if a caller does not have the right of the route
     */
    FollowingRequest(FollowedLog log, Supplier<Caller> sameCaller, Consumer<Caller> access) {
        this.log = log;
        this.sameCaller = sameCaller;
        this.access = access;
    }

    @Override
    public VersionedReply read() {
        return log.next();
    }

    @Override
    public boolean mayShow(ObjectChange change) {
        return false;
    }

    @Override
    public boolean showsBuilds() {
        return false;
    }

    @Override
    public Duration poll(WatchTimings timings) {
        return POLL;
    }

    @Override
    public void checkRights() {
        access.accept(sameCaller.get());
    }
}
