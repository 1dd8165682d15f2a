namespace EcomCenter.FakeWeChat;

/// <summary>
/// Issues access tokens. The stable token stays the same until five minutes before it expires, and the old and the new one are both valid
/// for these five minutes. A forced renewal issues a new token and revokes the last.
/// </summary>
internal sealed class FakeAccessTokens(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2), Overlap = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MinForceInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _until = [];
    private readonly HashSet<string> _revoked = [];
    private string? _current;
    private DateTimeOffset _forcedAt = DateTimeOffset.MinValue;
    private int _next;

    public (string Token, int Seconds) Issue(bool force)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var mayForce = force && now - _forcedAt >= MinForceInterval;
            if (mayForce)
            {
                _forcedAt = now;
                if (_current is { } last) _revoked.Add(last);
            }

            if (mayForce || _current is null || _until[_current] - now <= Overlap)
            {
                _current = $"token{++_next:D4}_fake_for_tests_only";
                _until[_current] = now + Lifetime;
            }

            return (_current, (int)(_until[_current] - now).TotalSeconds);
        }
    }

    /// <summary>Returns 0, or WeChat's error code for the token.</summary>
    public int Check(string? token)
    {
        lock (_lock)
        {
            if (string.IsNullOrEmpty(token)) return 41001;
            if (!_until.TryGetValue(token, out var until) || _revoked.Contains(token)) return 40001;
            return time.GetUtcNow() < until ? 0 : 42001;
        }
    }

    /// <summary>Revokes the token. It is still issued as the stable token until a forced renewal.</summary>
    public void Revoke()
    {
        lock (_lock)
            if (_current is { } last) _revoked.Add(last);
    }

    /// <summary>Expires all tokens, as if their two hours had passed.</summary>
    public void Expire()
    {
        lock (_lock)
            foreach (var token in _until.Keys.ToList()) _until[token] = time.GetUtcNow() - TimeSpan.FromSeconds(1);
    }
}
