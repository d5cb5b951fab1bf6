package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user who has logged in to Jenkins with the form, as a browser does.
 *
 * @param browser sends the cookie of the session with each request, and no other credentials
 */
record JenkinsSession(HttpCaller browser) {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern CRUMB = Pattern.compile("name=\"Jenkins-Crumb\"[^>]* value=\"([^\"]+)\"");

    /** @throws AssertionError if Jenkins does not accept the password */
    static JenkinsSession logIn(URI server, String user, String password) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        HttpCaller browser = HttpCaller.of(server);
        JenkinsSession session = new JenkinsSession(new HttpCaller(http, server, browser.headers()));
        // The form begins the session, and has its crumb. Without the crumb, Jenkins answers as to a wrong password.
        Matcher crumb = CRUMB.matcher(session.browser.send("GET", "/login").body());
        assertThat(crumb.find()).as("the login form has a crumb").isTrue();
        Answer answer = session.browser
                .with("Content-Type", FORM)
                .send(
                        "POST",
                        "/j_spring_security_check",
                        "j_username=" + encode(user) + "&j_password=" + encode(password) + "&from=%2F&Jenkins-Crumb="
                                + crumb.group(1));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(answer.header("Location")).doesNotContain("loginError");
        return session;
    }

    /** The same browser, which sends the crumb of its session, as the pages of Jenkins do. */
    HttpCaller withCrumb() {
        JsonNode crumb = browser.send("GET", "/crumbIssuer/api/json").json();
        return browser.with(
                crumb.path("crumbRequestField").asText(), crumb.path("crumb").asText());
    }

    /** Creates an API token of the user, as the button on the page of the user does. */
    String createApiToken() {
        Answer answer = withCrumb()
                .with("Content-Type", FORM)
                .send(
                        "POST",
                        "/me/descriptorByName/jenkins.security.ApiTokenProperty/generateNewToken",
                        "newTokenName=test");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/data/tokenValue").asText();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
