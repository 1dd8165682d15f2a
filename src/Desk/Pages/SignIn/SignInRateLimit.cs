using EcomCenter.Desk.Http;

namespace EcomCenter.Desk.Pages.SignIn;

/// <summary>
/// Limits wrong passwords. Those for one account count per address, so that nobody can lock a colleague out from elsewhere, and those for
/// all accounts of one address together. A browser that has signed in to the account before is counted by itself, so that a guesser in the
/// same office locks nobody out either. Counts are kept in memory: they need no disk.
/// </summary>
internal sealed class SignInRateLimit(TimeProvider time) : IDisposable
{
    public const int MaxPerAccount = 5, MaxPerAddress = 30;

    private readonly RequestLimiter<SignInTry> _accounts = new(time, MaxPerAccount, TimeSpan.FromMinutes(5));
    private readonly RequestLimiter<string> _addresses = new(time, MaxPerAddress, TimeSpan.FromMinutes(10));
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>
    /// Checks passwords from one source one after the other. Many at once would all pass before the first wrong one is counted.
    /// </summary>
    public async Task<T> InTurnAsync<T>(string source, Func<Task<T>> check)
    {
        var turn = _turns[(uint)source.GetHashCode(StringComparison.Ordinal) % _turns.Length];
        await turn.WaitAsync();
        try
        {
            return await check();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The time that the address has to wait, whatever account it tries; null if it may try.</summary>
    public TimeSpan? GetRetryAfter(string address) => _addresses.GetRetryAfter(address);

    public bool MayTry(SignInTry attempt) => _accounts.GetRetryAfter(attempt) is null;

    public void RecordWrong(string? address, SignInTry attempt)
    {
        if (address is not null) _addresses.RecordUse(address);
        _accounts.RecordUse(attempt);
    }

    public void Dispose()
    {
        foreach (var turn in _turns) turn.Dispose();
    }
}

/// <summary>A try to sign in to an account.</summary>
/// <param name="Source">The address, or the known browser, that it comes from.</param>
/// <param name="User">The user name, whether there is such an account or not.</param>
/// <param name="Stamp">Changes with the password: a new one starts a new count.</param>
internal sealed record SignInTry(string Source, string User, string Stamp);
