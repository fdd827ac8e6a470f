package io.faceattendance.model;

import io.faceattendance.ModelException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of Java's standard properties, and where none is set for the scheme, that of the
 * variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY, which Java itself does not read.
 */
final class EnvironmentProxies extends ProxySelector {
  private static final int DEFAULT_PORT = 80;
  private final Settings settings;

  EnvironmentProxies(Settings settings) {
    this.settings = settings;
  }

  @Override
  public List<Proxy> select(URI target) {
    ProxySelector standard = ProxySelector.getDefault();
    List<Proxy> answer = standard == null ? List.of(Proxy.NO_PROXY) : standard.select(target);
    boolean decided = answer.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    if (decided || isSet(target)) {
      return answer;
    }
    return List.of(fromEnvironment(target).orElse(Proxy.NO_PROXY));
  }

  /** Whether Java's properties name a proxy for the scheme: then its exceptions are meant, too. */
  private boolean isSet(URI target) {
    return settings.property(scheme(target) + ".proxyHost").isPresent();
  }

  private Optional<Proxy> fromEnvironment(URI target) {
    if (isExcepted(target.getHost())) {
      return Optional.empty();
    }
    return settings
        .variableInAnyCase(scheme(target).toUpperCase(Locale.ROOT) + "_PROXY")
        .map(EnvironmentProxies::proxy);
  }

  private static Proxy proxy(String address) {
    String full = address.contains("://") ? address : "http://" + address;
    try {
      URI uri = URI.create(full);
      if (uri.getHost() != null && uri.getUserInfo() == null) {
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
      }
    } catch (IllegalArgumentException e) {
      throw notUsable(e);
    }
    throw notUsable(null);
  }

  /** Without the value: a proxy address may hold a password. */
  private static ModelException notUsable(@Nullable Throwable cause) {
    String message =
        "expected http://host:port without user and password in HTTPS_PROXY or HTTP_PROXY, got"
            + " something else";
    return cause == null ? new ModelException(message) : new ModelException(message, cause);
  }

  private boolean isExcepted(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return Arrays.stream(settings.variableInAnyCase("NO_PROXY").orElse("").split(","))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> entry.equals("*") || matches(name, withoutStar(entry)));
  }

  private static String withoutStar(String entry) {
    String domain = entry.startsWith("*") ? entry.substring(1) : entry;
    return domain.startsWith(".") ? domain.substring(1) : domain;
  }

  private static boolean matches(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  private static String scheme(URI target) {
    return target.getScheme().toLowerCase(Locale.ROOT);
  }

  @Override
  public void connectFailed(URI target, SocketAddress proxy, IOException failure) {
    // The request fails with the same exception, and that is reported once, there.
  }
}
