using System.CommandLine;
using System.CommandLine.Invocation;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Commands;

/// <summary>The option <c>--version</c>: prints name and version.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        Console.Out.WriteLine($"{ProgramVersion.Name} {ProgramVersion.Number}");
        return 0;
    }
}
