/** When the page cannot even begin: never a white page. */
import { DeploymentError } from "@qerun/client";

export function Broken({ error, again }: { error: unknown; again: () => void }) {
  const file = error instanceof DeploymentError;
  return (
    <main class="broken">
      <h1>Qerun</h1>
      <div role="alert">
        <p>
          <strong>{file ? "The deployment file cannot be used." : "The page could not be loaded."}</strong>
        </p>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        <p>{file ? "Whoever hosts this page has to put a correct deployment.json beside it. Your funds are not touched by it." : "Check your connection and try again. Your funds are not touched by it."}</p>
      </div>
      <button type="button" class="main" onClick={again}>
        Try again
      </button>
    </main>
  );
}
