package io.jenkins.plugins.kubesphere.devops.jenkins.web;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator.SessionAuthenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Knows who has logged in to Jenkins, or has sent an API token of Jenkins. */
final class JenkinsSessionAuthenticator implements SessionAuthenticator {
    static final String ANONYMOUS = "anonymous";

    /** Jenkins asks for a crumb only with POST. */
    private static final Set<String> METHODS_OF_SESSIONS = Set.of("GET", "POST");

    @Override
    public Optional<Caller> findUser(HttpServletRequest request) {
        Authentication user = Jenkins.getAuthentication2();
        if (!hasApiToken(request) && !METHODS_OF_SESSIONS.contains(request.getMethod())) {
            return Optional.empty();
        }
        if (!user.isAuthenticated() || user.getName().equals(ANONYMOUS)) {
            return Optional.empty();
        }
        List<String> groups = user.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
        return Optional.of(new Caller(user.getName(), "", groups, Map.of(), Caller.Origin.JENKINS));
    }

    /** Jenkins reads no other form of the header, so beside one the user is that of a cookie. */
    private static boolean hasApiToken(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith("basic ");
    }
}
