namespace EcomCenter.Desk.Staff;

/// <summary>Somebody signed out: what they have open on this node is closed; another browser of theirs comes back by its own cookie.</summary>
public sealed class SignedOut
{
    public event Action<string>? Left;

    public void Say(string user) => Left?.Invoke(user);
}
