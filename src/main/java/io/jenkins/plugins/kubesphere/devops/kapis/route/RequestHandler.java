package io.jenkins.plugins.kubesphere.devops.kapis.route;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;

/** Answers the requests of one route. Called by many threads at once. */
@FunctionalInterface
public interface RequestHandler {
    /**
     * Answers a request whose caller is known, and has the right that the route asks for.
     *
     * @throws KapisException if the request is refused
     */
    Reply handle(KapisRequest request);
}
