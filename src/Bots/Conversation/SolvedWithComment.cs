namespace EcomCenter.Bots.Conversation;

/// <summary>Reads "solved, only a little slow": the matter is solved, and nothing more is asked.</summary>
public static class SolvedWithComment
{
    public static bool IsMeant(string text) =>
        MoreAfterAnswer.Split(text, answer => TypedAnswer.Says(answer, "solved")) is var (_, more) && MoreAfterAnswer.IsComment(more);
}
