package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha2;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ControllerPages;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ControllerPages.Crumb;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives a crumb of Jenkins to a caller who has logged in to Jenkins. Others need none. */
final class CrumbHandler {
    private final Supplier<Optional<Crumb>> issuer;

    CrumbHandler(Supplier<Optional<ControllerPages.Crumb>> issuer) {
        this.issuer = issuer;
    }

    Reply get(KapisRequest request) {
        return Optional.of(request.caller())
                .filter(caller -> caller.origin() == Caller.Origin.JENKINS)
                .flatMap(caller -> issuer.get())
                .map(Reply::json)
                .orElseThrow(() -> KapisException.notFound(
                        "you need no crumb: only a request with a cookie of Jenkins does, and yours has a token"));
    }
}
