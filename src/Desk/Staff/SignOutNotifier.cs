namespace EcomCenter.Desk.Staff;

/// <summary>
/// Announces sign-outs on this node, so that the user's open connections are closed. Another browser of the same user reconnects with
/// its own cookie.
/// </summary>
public sealed class SignOutNotifier
{
    public event Action<string>? UserSignedOut;

    public void Notify(string user) => UserSignedOut?.Invoke(user);
}
