namespace EcomCenter.FakeWeChat;

/// <summary>Access tokens: the stable one stays the same until five minutes before its end, and both count for those five minutes; force makes another and ends the last.</summary>
internal sealed class Tokens(TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(2), Overlap = TimeSpan.FromMinutes(5), BetweenForced = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _until = [];
    private readonly HashSet<string> _revoked = [];
    private string? _current;
    private DateTimeOffset _forcedAt = DateTimeOffset.MinValue;
    private int _next;

    public (string Token, int Seconds) Ask(bool force)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var mayForce = force && now - _forcedAt >= BetweenForced;
            if (mayForce)
            {
                _forcedAt = now;
                if (_current is { } last) _revoked.Add(last);
            }

            if (mayForce || _current is null || _until[_current] - now <= Overlap)
            {
                _current = $"token{++_next:D4}_fake_for_tests_only";
                _until[_current] = now + Lasts;
            }

            return (_current, (int)(_until[_current] - now).TotalSeconds);
        }
    }

    /// <summary>0, or the error that WeChat answers with.</summary>
    public int Check(string? token)
    {
        lock (_lock)
        {
            if (string.IsNullOrEmpty(token)) return 41001;
            if (!_until.TryGetValue(token, out var until) || _revoked.Contains(token)) return 40001;
            return time.GetUtcNow() < until ? 0 : 42001;
        }
    }

    /// <summary>The token counts for nothing any more; the stable one is still handed out until it is forced.</summary>
    public void Revoke()
    {
        lock (_lock)
            if (_current is { } last) _revoked.Add(last);
    }

    /// <summary>As if its two hours had passed.</summary>
    public void Expire()
    {
        lock (_lock)
            foreach (var token in _until.Keys.ToList()) _until[token] = time.GetUtcNow() - TimeSpan.FromSeconds(1);
    }
}
